import { useSyncExternalStore } from 'react';

const query = '(max-width: 40rem)';

/** Whether the window is as narrow as a phone's, where lists come before drawings. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
