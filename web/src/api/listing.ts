import { ListingProposals } from '@bada/shared/catalogue';
import { jsonBody, sendJson } from './client.ts';

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** What the rows of a portal's listing would change; `name` tells the format by its ending.
 * @throws RequestError `read.*` and others */
export async function proposeFromListing(name: string, file: Blob): Promise<ListingProposals> {
  const content = await base64Of(file);
  return sendJson(ListingProposals, '/api/listing', {
    method: 'POST',
    ...jsonBody({ name, content }),
  });
}
