import '@fontsource-variable/inter';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new TypeError('Cannot start: the page has no element “root”');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
