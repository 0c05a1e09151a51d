import type { ReactNode } from 'react';
import { AuthorityPicker } from '../local/authority-picker.tsx';
import { Combination } from './combination.tsx';
import { ConsequencesSection } from './consequences-section.tsx';
import { CostFigure } from './cost-figure.tsx';
import { Limits } from './limits.tsx';
import { Pairwise } from './pairwise.tsx';
import { RankedFigure } from './ranked-figure.tsx';
import { YearProvider } from './use-year.tsx';
import { ViewControls } from './view-controls.tsx';

/** Which strategy helps, by when, how surely, and what else it changes. */
export function StrategiesPage(): ReactNode {
  return (
    <div className="page-strategies">
      <h1>Strategies: what would each one change?</h1>
      <p className="lead">
        Each strategy is run through the same model of the whole system, many times over the range of the evidence, and
        compared with doing nothing new.
      </p>
      <AuthorityPicker />
      <ViewControls />
      <YearProvider>
        <div className="strategies-columns">
          <div className="strategies-ranking">
            <RankedFigure />
            <Pairwise />
          </div>
          <Combination />
        </div>
        <ConsequencesSection />
        <CostFigure />
      </YearProvider>
      <Limits />
    </div>
  );
}
