/// <reference lib="webworker" />
import { answerSystem } from './answer-system.ts';
import type { SystemRequest } from './system-messages.ts';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = (event: MessageEvent<SystemRequest>) => self.postMessage(answerSystem(event.data));
