import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkLinks, isPublicHost } from '../../../src/bot/work/check-links.ts';

describe('a check of links', () => {
  let server: Server;
  let base: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const status = Number(request.url?.slice(1)) || 200;
      response.writeHead(status, status === 301 ? { location: '/404' } : status === 302 ? { location: '/302' } : {});
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  const check = (paths: readonly string[], mayAsk = async () => true) =>
    checkLinks(
      paths.map((path) => ({ entryId: path, url: `${base}/${path}` })),
      { pauseMs: 0, mayAsk },
    );

  it('reports what is gone, and nothing that only refuses a robot or is out of order', async () => {
    const reports = await check(['200', '404', '410', '403', '500', '301', '302']);
    expect(reports.map(({ entryId, problem }) => [entryId, problem])).toEqual([
      ['404', '404'],
      ['410', '410'],
      ['301', '404'],
    ]);
    expect(asked.every((line) => line.startsWith('HEAD '))).toBe(true);
  });

  it('asks no host that is not public', async () => {
    asked.length = 0;
    expect(await checkLinks([{ entryId: 'a', url: `${base}/404` }], { pauseMs: 0 })).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '[::1]',
    '[fd00::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
  ])('takes %s for no public host', async (host) => {
    expect(await isPublicHost(host)).toBe(false);
  });

  it('takes an address of the open Internet for a public host', async () => {
    expect(await isPublicHost('93.184.215.14')).toBe(true);
  });
});
