import { coreTypes, registries } from '@odoo/o-spreadsheet';

/**
 * Makes commands that the spreadsheet library does not know travel between models as its own do: whoever undoes an
 * earlier command leaves these as they are.
 */
export function shareCommands(...types: readonly string[]): void {
  for (const type of types) {
    (coreTypes as Set<string>).add(type);
    registries.inverseCommandRegistry.add(type, (command) => [command]);
  }
}
