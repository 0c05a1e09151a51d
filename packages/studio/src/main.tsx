import '@fontsource-variable/inter';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/charts.css';
import './styles/tables.css';
import './styles/strategies.css';
import './styles/behaviour.css';
import './styles/place.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Workbench } from './app/workbench.tsx';

const root = document.getElementById('root');
if (root === null) throw new TypeError('Cannot start: the page has no element “root”');
createRoot(root).render(
  <StrictMode>
    <Workbench />
  </StrictMode>,
);
