import type { Page } from 'playwright-core';

/** Drops files on the page where they are brought, as a hand would. */
export async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const plain = files.map(({ name, bytes }) => ({ name, content: [...bytes] }));
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, content } of all) {
      transfer.items.add(new File([new Uint8Array(content)], name));
    }
    return transfer;
  }, plain);
  await page.getByText('파일을 여기에 놓거나').dispatchEvent('drop', { dataTransfer });
}

/** A step of a brought file by its heading. */
export function stepNamed(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** The entry of a source column in the mapping's form, unfolded. */
export async function columnEntry(page: Page, header: string) {
  const entry = stepNamed(page, '매핑').getByRole('listitem').filter({ hasText: header });
  await entry.locator('summary').click();
  return entry;
}
