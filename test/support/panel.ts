import type { RunOptions } from '../../local/apps-script/host';
import type { Answer, Server } from '../../src/panel/boundary';
import type { TestWorld } from './world';

/** Calls a function of the script as the panel's page does. */
export async function ask<Name extends keyof Server>(
  test: TestWorld,
  name: Name,
  args: Parameters<Server[Name]>,
  options: RunOptions = {},
): Promise<Answer<ReturnType<Server[Name]>>> {
  const answer = await test.host.run(name, { origin: 'panel', ...options, args }).result;
  return answer as Answer<ReturnType<Server[Name]>>;
}

/** The value of such a call, which must not fail. */
export async function valueOf<Name extends keyof Server>(
  test: TestWorld,
  name: Name,
  args: Parameters<Server[Name]>,
  options: RunOptions = {},
): Promise<ReturnType<Server[Name]>> {
  const answer = await ask(test, name, args, options);
  if ('failure' in answer) throw new Error(answer.failure);
  return answer.value;
}
