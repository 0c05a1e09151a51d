import type { ViewLabel, ViewObject, ViewPipe } from './view.ts';

/**
 * The same objects with ids counted from 1 in the order of drawing, a flow's label after its valve, so that a diagram has the same
 * ids whichever tool it came from. Connectors and pipes whose ends are not there are left out.
 */
export function numberView(objects: readonly ViewObject[]): { objects: ViewObject[]; loose: number } {
  const ids = new Map<number, number>();
  const give = (id: number): void => {
    ids.set(id, ids.size + 1);
  };
  // A connector on a connector is not a thing; one to itself is.
  for (const object of objects) {
    if (object.kind === 'connector') continue;
    give(object.id);
    if (object.kind === 'flow' && object.label?.id !== undefined) give(object.label.id);
  }
  let next = ids.size;
  let loose = 0;
  const known = (id: number): number => ids.get(id) ?? 0;
  const numbered = objects.flatMap((object): ViewObject[] => {
    if (object.kind === 'connector') {
      if (!ids.has(object.from) || !ids.has(object.to)) {
        loose++;
        return [];
      }
      return [{ ...object, id: ++next, from: known(object.from), to: known(object.to) }];
    }
    if (object.kind !== 'flow') return [{ ...object, id: known(object.id) }];
    const { source, sink, label, ...rest } = object;
    const pipe = (of: ViewPipe | undefined): ViewPipe | undefined =>
      of === undefined || !ids.has(of.end) ? undefined : { ...of, end: known(of.end) };
    const [from, to, name] = [pipe(source), pipe(sink), numberLabel(label, ids)];
    return [
      {
        ...rest,
        id: known(object.id),
        ...(name === undefined ? {} : { label: name }),
        ...(from === undefined ? {} : { source: from }),
        ...(to === undefined ? {} : { sink: to }),
      },
    ];
  });
  return { objects: numbered, loose };
}

function numberLabel(label: ViewLabel | undefined, ids: ReadonlyMap<number, number>): ViewLabel | undefined {
  const id = label?.id === undefined ? undefined : ids.get(label.id);
  return label === undefined || id === undefined ? label : { ...label, id };
}
