import { makeFixtureRunner } from '../testing/fixture.ts';
import type { LocalRequest } from './messages.ts';
import type { Runner } from './runner.ts';

export function makeCareRunner(_local: LocalRequest | undefined): Runner {
  return makeFixtureRunner();
}
