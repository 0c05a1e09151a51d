import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { ViewLink } from '../app/view-link.tsx';

interface WorkingsLinkProps {
  /** The id or name of a variable of the model. */
  readonly item: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** From a number or a name to its workings: in the side panel of the page that it stands on, or on the workings' page. */
export function WorkingsLink({ item, label, children }: WorkingsLinkProps): ReactNode {
  const { view } = useNavigation();
  return (
    <ViewLink
      to={view.page === 'workings' ? { item, workings: undefined } : { workings: item }}
      className="workings-link"
      {...(label === undefined ? {} : { label })}
    >
      {children}
    </ViewLink>
  );
}
