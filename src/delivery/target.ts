/**
 * What every kind of target is to the rest: an address in, a connection out that brings whole files there. Under its
 * final name a file is never partial, and a name that is taken is left alone unless it holds the same bytes.
 */
import type { Secrets } from './credentials.ts';
import type { Parcel } from './parcel.ts';

/** A kind of place that files can be delivered to. */
export interface TargetKind {
  readonly id: string;
  /** How its addresses are written. */
  readonly form: string;
  /** What it is and how it is made sure that the file is there, for README and help. */
  readonly summary: string;
  /** Credentials that it takes, and what they are. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether an address is of this kind, however wrong it may be otherwise. */
  claims(address: string): boolean;
  /** The address in the one form in which it is stored. Throws AppError `target-invalid` for one that makes no sense. */
  parse(address: string): string;
  /** Throws AppError where it can be seen from here that nothing will come of it: credentials are missing or open to others. */
  check?(address: string, world: TargetWorld): void;
  /** Files of a higher rank are sent after all of the lower ones; where absent, none is. */
  rank?(name: string): number;
  /** @param address as `parse` gave it. Throws DeliveryError, or as `check` does. */
  open(address: string, world: TargetWorld): Promise<Connection>;
}

/** What a target may use of the world. */
export interface TargetWorld {
  readonly secrets: Secrets;
  /** Home folder of the user, with the keys and known hosts of SSH. */
  readonly userHome: string;
  /** How long a silent partner is waited for, in milliseconds. */
  readonly patienceMs: number;
}

export interface Connection {
  /** Brings a file there, or goes on where an earlier try broke off. Throws DeliveryError or a system error. */
  send(parcel: Parcel, sending: Sending): Promise<Proof>;
  close(): Promise<void>;
}

/** One try of sending one file. */
export interface Sending {
  /** What an earlier try has kept of its way; null at first. Plain data. */
  readonly progress: unknown;
  keep(progress: unknown): void;
  onProgress(bytes: number): void;
  readonly signal: AbortSignal;
}

/** Why we may say that the file is there. */
export interface Proof {
  /** Where it is, without credentials. */
  readonly location: string;
  readonly bytes: number;
  /** What was compared there: `read-back` is SHA-256 of all bytes, `checksum` one that the receiver works out. */
  readonly by: 'read-back' | 'checksum' | 'receipt';
  /** The receiver's own mark of it, or null. */
  readonly mark: string | null;
  /** Whether it was there before. */
  readonly found: boolean;
}

/** A kind with an address of it. */
export interface Target {
  readonly kind: TargetKind;
  readonly address: string;
}
