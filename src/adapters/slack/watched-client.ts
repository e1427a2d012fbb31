// Which client tells us when Slack no longer takes its token?

import { webApi } from '@slack/bolt';
import { refusalCode, refusalOf } from './slack-error.ts';

/** A client whose every call is watched for one refusal: that of its token. */
export class WatchedClient extends webApi.WebClient {
  /** Told Slack's word for the refusal, such as `token_revoked`. */
  onRefused: ((code: string) => void) | undefined;

  override async apiCall(method: string, options?: Record<string, unknown>): Promise<webApi.WebAPICallResult> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (refusalOf(error) === 'token') this.onRefused?.(refusalCode(error) ?? 'refused');
      throw error;
    }
  }
}
