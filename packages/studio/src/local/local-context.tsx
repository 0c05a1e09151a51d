import { findAuthority, generalModel, localModel, readPanel } from '@weir/care';
import type { GeneralModel, Panel } from '@weir/care';
import type { Diagnostic } from '@weir/engine';
import { createContext, use, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

/** The model that is shown, and the panel that it was made local with. Stays on this machine: no part of the address. */
export interface Place {
  readonly general: GeneralModel;
  readonly panel: Panel | undefined;
  /** Name of the authority; absent for England. */
  readonly authority: string | undefined;
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly open: (file: File) => Promise<void>;
  readonly choose: (authority: string | undefined) => void;
}

const PlaceContext = createContext<Place | undefined>(undefined);

interface Opened {
  readonly panel?: Panel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Keeps the panel that the user opened and the authority chosen from it. */
export function PlaceProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [opened, setOpened] = useState<Opened>({ diagnostics: [] });
  const [authority, setAuthority] = useState<string | undefined>(undefined);
  const place = useMemo((): Place => {
    const { panel } = opened;
    const actions = {
      open: async (file: File): Promise<void> => {
        setAuthority(undefined);
        setOpened(await openPanel(file));
      },
      choose: setAuthority,
    };
    const england = { general: generalModel, panel, authority: undefined, notes: [], diagnostics: opened.diagnostics };
    if (panel === undefined || authority === undefined) return { ...england, ...actions };
    const local = localModel(generalModel, panel, authority);
    if (local.general === undefined) return { ...england, diagnostics: local.diagnostics, ...actions };
    const name = findAuthority(panel, authority).authority?.name ?? authority;
    return {
      general: local.general,
      panel,
      authority: name,
      notes: local.notes,
      diagnostics: local.diagnostics,
      ...actions,
    };
  }, [opened, authority]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** The place that is looked at. */
export function usePlace(): Place {
  const place = use(PlaceContext);
  if (place === undefined) throw new TypeError('Cannot read the place outside a PlaceProvider');
  return place;
}

/** Largest file that is read: a panel of every authority over sixteen years has less than 1 MB. */
const mostBytes = 50_000_000;

async function openPanel(file: File): Promise<Opened> {
  const refuse = (code: string, message: string, advice: string): Opened => ({
    diagnostics: [{ code, severity: 'error', message, advice }],
  });
  if (file.size > mostBytes) {
    const size = Math.round(file.size / 1e6);
    return refuse('panel-too-large', `Cannot read "${file.name}": it has ${size} MB`, 'open a panel of up to 50 MB');
  }
  try {
    return readPanel(await file.text(), { file: file.name });
  } catch {
    return refuse('panel-unreadable', `Cannot read "${file.name}"`, 'check that it is still there and can be opened');
  }
}
