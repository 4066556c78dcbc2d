import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newSecret } from '../../../src/base/secret.ts';
import { webhookHeaders } from '../../../src/delivery/webhooks/signature.ts';

// The vector that the libraries of Standard Webhooks are tested with.
it('signs as the published example', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(webhookHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}', secret)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('covers id, time and body', () => {
  const secret = `whsec_${newSecret(32)}`;
  const key = Buffer.from(secret.slice(6), 'base64');
  expect(key).toHaveLength(32);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (body, seconds) => {
      const { 'webhook-signature': signature } = webhookHeaders('msg_1', seconds, body, secret);
      const bytes = Buffer.concat([Buffer.from(`msg_1.${seconds}.`), Buffer.from(body)]);
      expect(signature).toBe(`v1,${createHmac('sha256', key).update(bytes).digest('base64')}`);
    }),
  );
});
