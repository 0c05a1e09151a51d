import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { ViewLink } from '../app/view-link.tsx';
import { activeStrategies } from '../strategies/scenarios.ts';
import { mostOverlaid } from './behaviour-chart.ts';

/** The strategies that can be drawn over business as usual. */
export function OverlayChoice(): ReactNode {
  const model = useGeneralModel();
  const { view, go } = useNavigation();
  const { overlay, chosen } = view;
  const room = mostOverlaid - (chosen.length > 0 ? 1 : 0);
  const full = overlay.length >= room;
  return (
    <fieldset className="overlay no-print">
      <legend>Draw over business as usual</legend>
      {full && <p className="small quiet">No more than {room} can be told apart in one chart.</p>}
      <ul>
        {activeStrategies(model).map(({ id, name }) => {
          const drawn = overlay.includes(id);
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={drawn}
                  disabled={full && !drawn}
                  onChange={() => go({ overlay: drawn ? overlay.filter((other) => other !== id) : [...overlay, id] })}
                />
                {name}
              </label>
            </li>
          );
        })}
      </ul>
      <p className="small">
        {chosen.length > 0 ? (
          <>
            Your combination is drawn too. <ViewLink to={{ page: 'strategies' }}>Adjust it</ViewLink>
          </>
        ) : (
          <ViewLink to={{ page: 'strategies' }}>Combine and adjust strategies</ViewLink>
        )}
      </p>
    </fieldset>
  );
}
