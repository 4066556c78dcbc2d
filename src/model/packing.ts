export const ARCHIVE_IDS = ['zip', 'tar', 'tar.gz', 'tar.zst', 'dir'] as const;
export type ArchiveId = (typeof ARCHIVE_IDS)[number];

/** In what form bundles are handed over. */
export interface Packing {
  readonly archive: ArchiveId;
  /** How hard to compress, by the archive's own measure; null: as suits the archive. */
  readonly level: number | null;
  readonly audio: 'wav' | 'flac';
  /** The age recipients that can open it, sorted; empty: not encrypted to anybody. */
  readonly recipients: readonly string[];
  /** Whether it is encrypted with the passphrase of the run. */
  readonly passphrase: boolean;
}

export const PLAIN_PACKING: Packing = {
  archive: 'zip',
  level: null,
  audio: 'wav',
  recipients: [],
  passphrase: false,
};

/** Whether bundles are encrypted. */
export function isEncrypted({ recipients, passphrase }: Packing): boolean {
  return passphrase || recipients.length > 0;
}
