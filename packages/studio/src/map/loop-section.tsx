import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { ViewLink } from '../app/view-link.tsx';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { LoopDiagram } from './loop-diagram.tsx';
import { loopSentence } from './loop-sentence.ts';
import { loopKindMark, loopKindName } from './loop-view.ts';
import type { LoopView } from './loop-view.ts';
import { signWords } from './sign-text.ts';
import { useNarrow } from './use-narrow.ts';

interface LoopSectionProps {
  /** Absent while they are worked out. */
  readonly loops: readonly LoopView[] | undefined;
  /** Loops without a name. */
  readonly others: readonly LoopView[];
  readonly fault: string | undefined;
}

/** The feedback loops: a list with signs, names and stories, and the chosen one drawn and told. */
export function LoopSection({ loops, others, fault }: LoopSectionProps): ReactNode {
  const { view } = useNavigation();
  const narrow = useNarrow();
  const asked = [...(loops ?? []), ...others].find((loop) => loop.id === view.loop);
  // On a phone the list comes first and nothing is drawn until a loop is chosen.
  const chosen = asked ?? (narrow ? undefined : loops?.[0]);
  return (
    <section aria-labelledby="loops-heading" className="loop-section">
      <h2 id="loops-heading">Feedback loops</h2>
      <p className="map-lead">
        A loop brings a change back to where it began. A <strong>reinforcing</strong> loop (R) makes the change larger;
        a <strong>balancing</strong> loop (B) works against it. The signs follow from the equations.
      </p>
      {fault !== undefined && (
        <output className="notice notice-error status-line">
          Some loops and signs could not be worked out: {fault}.
        </output>
      )}
      {loops === undefined && <output className="status-line">The loops are being worked out …</output>}
      {loops !== undefined && view.loop !== undefined && asked === undefined && (
        <output className="notice status-line">
          The address asks for the loop “{view.loop}”, which this model does not have. Choose one from the list.
        </output>
      )}
      <div className="loop-columns">
        <div>
          <ol className="loop-list">
            {loops?.map((loop) => (
              <LoopEntry key={loop.id} loop={loop} current={loop === chosen} />
            ))}
          </ol>
          {others.length > 0 && <OtherLoops loops={others} chosen={chosen} />}
        </div>
        {chosen !== undefined && (
          <div className="loop-detail">
            <LoopDetail loop={chosen} />
          </div>
        )}
      </div>
    </section>
  );
}

function LoopEntry({ loop, current }: { readonly loop: LoopView; readonly current: boolean }): ReactNode {
  return (
    <li className={current ? 'loop-entry is-current' : 'loop-entry'}>
      <span className="loop-kind" aria-hidden="true">
        {loopKindMark(loop.kind)}
      </span>
      <div>
        <h3>
          <ViewLink to={{ loop: loop.id }} current={current}>
            {loop.name}
          </ViewLink>{' '}
          <span className="quiet small">{loopKindName(loop.kind).toLowerCase()}</span>
        </h3>
        {loop.story !== '' && <p>{loop.story}</p>}
      </div>
    </li>
  );
}

/** As many as a reader might look through; they come shortest first. */
const mostOthers = 40;

function OtherLoops({
  loops,
  chosen,
}: {
  readonly loops: readonly LoopView[];
  readonly chosen: LoopView | undefined;
}): ReactNode {
  return (
    <details className="loop-others">
      <summary>{loops.length} more loops, without names</summary>
      <p className="quiet small">
        The shortest loops that, together, every loop of the model is made of
        {loops.length > mostOthers ? `; the first ${mostOthers} are listed` : ''}.
      </p>
      <ol className="loop-list">
        {loops.slice(0, mostOthers).map((loop) => (
          <LoopEntry key={loop.id} loop={loop} current={loop === chosen} />
        ))}
      </ol>
    </details>
  );
}

function LoopDetail({ loop }: { readonly loop: LoopView }): ReactNode {
  return (
    <>
      <h3>
        {loop.name} <span className="quiet">({loopKindName(loop.kind).toLowerCase()})</span>
      </h3>
      <LoopDiagram loop={loop} />
      <p className="loop-sentence">{loopSentence(loop)}</p>
      {loop.switch === undefined ? (
        <p className="quiet">It cannot be switched off on its own.</p>
      ) : (
        <p>
          It can be switched off, to see what it does: <WorkingsLink item={loop.switch}>{loop.switch}</WorkingsLink> at
          0.
        </p>
      )}
      <details>
        <summary>The links of this loop as a table</summary>
        <table className="map-table">
          <caption className="visually-hidden">Links of the loop {loop.name}</caption>
          <thead>
            <tr>
              <th scope="col">Cause</th>
              <th scope="col">Effect</th>
              <th scope="col">If the cause rises, the effect moves</th>
            </tr>
          </thead>
          <tbody>
            {loop.links.map((link) => (
              <tr key={link.from.id}>
                <th scope="row">{link.from.name}</th>
                <td>{link.to.name}</td>
                <td>{signWords(link.sign)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
