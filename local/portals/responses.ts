export interface PortalRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PortalResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Bytes where a part of a text may begin or end within a character. */
  readonly body: string | Uint8Array;
}

/** A header of a request, whatever the case of its name. */
export const headerOf = ({ headers }: PortalRequest, name: string): string | undefined =>
  Object.entries(headers).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];

/** The body of a response, where it is the whole of a text. */
export const textOf = ({ body }: PortalResponse): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString();

export function jsonResponse(body: string, status = 200): PortalResponse {
  return { status, headers: [['Content-Type', 'application/json']], body };
}

export function htmlPage(status: number, title: string, content = ''): PortalResponse {
  return {
    status,
    headers: [['Content-Type', 'text/html; charset=UTF-8']],
    body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>\n`,
  };
}

export function loginPage(): PortalResponse {
  return htmlPage(
    200,
    'Log in',
    '<form action="/login" method="post"><input name="username"><input name="password" type="password"></form>',
  );
}
