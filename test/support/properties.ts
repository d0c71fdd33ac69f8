import { Properties } from '../../local/apps-script/services/properties-service';

/** One store of properties with what is given. */
export const properties = (store: Record<string, string> = {}): GoogleAppsScript.Properties.Properties =>
  new Properties(store);
