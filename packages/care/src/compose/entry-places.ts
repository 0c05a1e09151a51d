import type { DocumentFile, Place } from '@weir/engine';

/** Where a field of an entry stands; where the entry begins if the field is not there. */
export type PlaceOfEntry = (id: string, field: string) => Place | undefined;

/** Finds the line and column of fields of entries, by the ids of the entries. */
export function entryPlaces(documents: readonly DocumentFile[]): PlaceOfEntry {
  const found = new Map<string, { readonly document: DocumentFile; readonly index: number }>();
  for (const document of documents) {
    const entries: readonly unknown[] = Array.isArray(document.data) ? document.data : [];
    for (const [index, entry] of entries.entries()) {
      const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
      if (typeof id === 'string' && !found.has(id)) found.set(id, { document, index });
    }
  }
  return (id, field) => {
    const at = found.get(id);
    return at?.document.locate?.([at.index, field]) ?? at?.document.locate?.([at.index]);
  };
}
