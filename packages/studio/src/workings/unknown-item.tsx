import type { ReactNode } from 'react';
import { ViewLink } from '../app/view-link.tsx';
import { WorkingsLink } from './workings-link.tsx';

interface UnknownItemProps {
  readonly item: string;
  readonly near: readonly string[];
  readonly place: 'page' | 'panel';
}

/** What is shown for an address that asks for something the model does not have. */
export function UnknownItem({ item, near, place }: UnknownItemProps): ReactNode {
  const Heading = place === 'page' ? 'h1' : 'h2';
  return (
    <>
      <Heading data-workings-heading="" tabIndex={-1}>
        Nothing is called “{item}”
      </Heading>
      <p>The model has no variable or indicator of that name. It may have been renamed since the link was made.</p>
      {near.length > 0 && (
        <>
          <p>Near to it are:</p>
          <ul>
            {near.map((name) => (
              <li key={name}>
                <WorkingsLink item={name}>{name}</WorkingsLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <ViewLink to={{ page: 'workings', item: undefined, workings: undefined }}>Look through all variables</ViewLink>
      </p>
    </>
  );
}
