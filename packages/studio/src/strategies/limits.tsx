import type { EvidenceStatus } from '@weir/care';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';

/** What stands behind the figures, and what the model does not know: in plain sight, not in a footnote. */
export function Limits(): ReactNode {
  const { evidence, version } = useGeneralModel();
  const count = (status: EvidenceStatus): number => evidence.filter((entry) => entry.status === status).length;
  return (
    <section className="limits" aria-labelledby="limits-title">
      <h2 id="limits-title">What these figures rest on, and what the model does not know</h2>
      <p>
        This is a model to argue with, not a forecast. Of its {evidence.length} constants, {count('published')} are
        published figures, {count('derived')} are worked out from published figures, {count('own estimate')} are our own
        estimates and <strong>{count('assumption')} are assumptions</strong> that nobody has measured. The ranges come
        from running it with different values of them; they do not cover a model that is wrong in its structure.
      </p>
      <p>It does not know:</p>
      <ul>
        <li>
          whether a child is safer or does better at home or in care: it counts children, places, people and money;
        </li>
        <li>who a family is: it works with averages, not with children, and says nothing about any one case;</li>
        <li>laws, inspections and shocks that have not happened yet;</li>
        <li>
          whether a strategy can be brought about here: its strength is set by you, within what trials have found.
        </li>
      </ul>
      <p className="small quiet">General model {version}.</p>
    </section>
  );
}
