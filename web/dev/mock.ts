/**
 * `npm run mock`: a made-up town that speaks the contract of the real server, at http://127.0.0.1:8089 (`PORT` says
 * otherwise; `VEHICLES` says how many, 5,000 if it does not).
 */
import { createMock } from './server.ts';

const port = Number(process.env['PORT'] ?? 8089);
const vehicles = Number(process.env['VEHICLES'] ?? 5000);
const listening = await createMock({ vehicles }).listen(port);
console.log(`A made-up town of ${vehicles} vehicles at http://127.0.0.1:${listening}/ (Ctrl-C ends it)`);
