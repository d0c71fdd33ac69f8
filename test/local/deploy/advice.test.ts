import { adviceFor } from '../../../local/deploy/advice';

it.each([
  ['No credentials found.', 'You are not logged in'],
  ['invalid_grant', 'Your login has lapsed'],
  ['Token has been expired or revoked.', 'Your login has lapsed'],
  ['Request had invalid authentication credentials. UNAUTHENTICATED', 'Your login has lapsed'],
  ['User has not enabled the Apps Script API. Enable it by visiting https://x then retry.', 'usersettings'],
  ['Request had insufficient authentication scopes.', 'tick all that it asks for'],
  ['The caller does not have permission', 'show-authorized-user'],
  ['Requested entity was not found.', 'Project Settings'],
  ['Invalid script ID.', 'Project Settings'],
  [
    'request to https://script.googleapis.com/ failed, reason: getaddrinfo ENOTFOUND x',
    'could not be reached',
  ],
  ['reason: unable to verify the first certificate', 'NODE_EXTRA_CA_CERTS'],
  ['<html><title>502 Bad Gateway</title>', 'Wait some minutes'],
  ['Quota exceeded for quota metric', 'Wait some minutes'],
  ['The service is currently unavailable.', 'Wait some minutes'],
  ['A file with this name already exists in the current project: appsscript', 'its reason stands above'],
])('knows what to do about "%s"', (said, expected) => {
  expect(adviceFor(said)).toContain(expected);
});
