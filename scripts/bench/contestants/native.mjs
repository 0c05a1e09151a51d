import { fastestNative, gccVersion } from '../native.mjs';

const reason = () =>
  gccVersion() === undefined ? 'there is no gcc on the path (Debian: apt-get install gcc)' : undefined;

/** The program in C: the limit that the others are held against. */
export const native = {
  name: 'native',
  title: 'Native C, gcc -O3',
  tolerance: 1e-9,
  reason,
  open: (entry, options) => open(entry, { ...options, watch: false }),
};

/** The same with the check that Weir makes at every step, whether a value is still finite. */
export const watchedNative = {
  name: 'watchedNative',
  title: 'the same, noticing divergence as Weir does',
  tolerance: 1e-9,
  reason,
  open: (entry, options) => open(entry, { ...options, watch: true }),
};

async function open({ program, request, vary }, { watch, say }) {
  const start = performance.now();
  const { native, form } = await fastestNative(program, { request, vary, watch, say });
  return {
    rows: await native.ask('rows'),
    first: { compile: performance.now() - start },
    form,
    native,
    warm: () => undefined,
    time: (times) => native.timeOfRun(times),
    end: () => native.end(),
  };
}
