/** Languages of the product; Korean is the default. */
export type Locale = 'ko' | 'en';
