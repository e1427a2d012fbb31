// Where is a server's database, for people?

/** Host, port and name, without user, password and options. */
export function withoutSecrets(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `postgres://${host || (searchParams.get('host') ?? '')}${pathname}`;
  } catch {
    return 'postgres://…';
  }
}
