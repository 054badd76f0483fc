import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

/** Reading the network is a broken document here: a context must be inside. */
async function refuse(url: string): Promise<never> {
  throw new Error(`the document wants ${url}`);
}

async function quadsOf(document: object): Promise<Store> {
  const quads = await jsonld.toRDF(JSON.parse(JSON.stringify(document)), {
    format: 'application/n-quads',
    documentLoader: refuse,
  });
  return new Store(new Parser({ format: 'N-Quads' }).parse(String(quads)));
}

/** What SHACL shapes (Turtle) find in a JSON-LD document: path, node and message. */
export async function shaclProblems(document: object, shapes: string): Promise<string[]> {
  const validator = new SHACLValidator(new Store(new Parser().parse(shapes)));
  const report = await validator.validate(await quadsOf(document));
  return report.results.map(
    ({ path, focusNode, message }) =>
      `${path?.value} of ${focusNode?.value}: ${message.map(({ value }) => value).join(' ')}`,
  );
}
