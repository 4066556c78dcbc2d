/** All commands, in the order in which help shows them. */
import type { CommandEntry } from '../command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'make the playlists, discs and bundles of a manifest',
    load: async () => (await import('./run.ts')).run,
  },
  {
    name: 'check',
    summary: 'list every problem of a manifest and change nothing',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'new',
    summary: 'make a manifest by answering questions, with live previews',
    load: async () => (await import('./new.ts')).newManifest,
  },
  {
    name: 'submit',
    summary: 'queue the orders of a manifest for workers and print the id of the batch',
    load: async () => (await import('./submit.ts')).submit,
  },
  {
    name: 'worker',
    summary: 'make what was submitted',
    load: async () => (await import('./worker.ts')).worker,
  },
  {
    name: 'status',
    summary: 'show how a batch and its orders stand',
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'watch',
    summary: 'tell what has happened to a batch and follow what happens',
    load: async () => (await import('./watch.ts')).watch,
  },
  {
    name: 'list',
    summary: 'list the batches, the newest first',
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'cancel',
    summary: 'make nothing more of a batch or an order',
    load: async () => (await import('./cancel.ts')).cancel,
  },
  {
    name: 'retry',
    summary: 'try the failed orders of a batch again',
    load: async () => (await import('./retry.ts')).retry,
  },
  {
    name: 'prune',
    summary: 'forget batches that were finished long ago',
    load: async () => (await import('./prune.ts')).prune,
  },
  {
    name: 'library scan',
    summary: 'read folders of music into the library',
    load: async () => (await import('./library-scan.ts')).libraryScan,
  },
  {
    name: 'library watch',
    summary: 'follow folders of music and scan what changes',
    load: async () => (await import('./library-watch.ts')).libraryWatch,
  },
  {
    name: 'library import',
    summary: 'take up catalogues and lists of tracks, with audio or without',
    load: async () => (await import('./library-import.ts')).libraryImport,
  },
  {
    name: 'library wanted',
    summary: 'list the tracks that lists name but that have no audio here',
    load: async () => (await import('./library-wanted.ts')).libraryWanted,
  },
  {
    name: 'library list',
    summary: 'list the tracks of the library',
    load: async () => (await import('./library-list.ts')).libraryList,
  },
  {
    name: 'library search',
    summary: 'find tracks by words and rules',
    load: async () => (await import('./library-search.ts')).librarySearch,
  },
  {
    name: 'library stats',
    summary: 'count the library: hours, formats, genres, duplicates, problems',
    load: async () => (await import('./library-stats.ts')).libraryStats,
  },
  {
    name: 'library genres',
    summary: 'show the genres and styles of the library as a tree, with tracks and hours',
    load: async () => (await import('./library-genres.ts')).libraryGenres,
  },
  {
    name: 'playlist import',
    summary: 'keep the list of a playlist file, matched to the library',
    load: async () => (await import('./playlist-import.ts')).playlistImport,
  },
  {
    name: 'playlist list',
    summary: 'list the stored playlists',
    load: async () => (await import('./playlist-list.ts')).playlistList,
  },
  {
    name: 'playlist show',
    summary: 'show a playlist with its tracks',
    load: async () => (await import('./playlist-show.ts')).playlistShow,
  },
  {
    name: 'playlist clone',
    summary: 'store clones of a playlist, as they are or varied',
    load: async () => (await import('./playlist-clone.ts')).playlistClone,
  },
  {
    name: 'playlist lint',
    summary: 'check a playlist, ours or any file, against rules',
    load: async () => (await import('./playlist-lint.ts')).playlistLint,
  },
  {
    name: 'playlist export',
    summary: 'write a playlist as a file for players, DJ programs or spreadsheets',
    load: async () => (await import('./playlist-export.ts')).playlistExport,
  },
  {
    name: 'disc list',
    summary: 'list the discs that were laid out',
    load: async () => (await import('./disc-list.ts')).discList,
  },
  {
    name: 'disc show',
    summary: 'show a disc with its tracks, ids and copies',
    load: async () => (await import('./disc-show.ts')).discShow,
  },
  {
    name: 'disc verify',
    summary: 'check the files of an unpacked bundle, a disc or a DDP fileset',
    load: async () => (await import('./disc-verify.ts')).discVerify,
  },
  {
    name: 'disc ticket',
    summary: 'have a disc robot make the copies of a disc',
    load: async () => (await import('./disc-ticket.ts')).discTicket,
  },
  {
    name: 'disc jobs',
    summary: 'show how the jobs of a disc robot stand',
    load: async () => (await import('./disc-jobs.ts')).discJobs,
  },
  {
    name: 'disc burn',
    summary: 'burn the copies of a disc',
    load: async () => (await import('./disc-burn.ts')).discBurn,
  },
  {
    name: 'bundle list',
    summary: 'list the bundles in a folder',
    load: async () => (await import('./bundle-list.ts')).bundleList,
  },
  {
    name: 'bundle show',
    summary: 'show what is in a bundle',
    load: async () => (await import('./bundle-show.ts')).bundleShow,
  },
  {
    name: 'bundle verify',
    summary: 'prove that bundles are whole, or name what is broken',
    load: async () => (await import('./bundle-verify.ts')).bundleVerify,
  },
  {
    name: 'bundle open',
    summary: 'unpack a bundle safely',
    load: async () => (await import('./bundle-open.ts')).bundleOpen,
  },
  {
    name: 'bundle send',
    summary: 'deliver bundles to a folder, a server, a storage or a robot',
    load: async () => (await import('./bundle-send.ts')).bundleSend,
  },
  {
    name: 'bundle deliveries',
    summary: 'list what was delivered and what was not, and try that again',
    load: async () => (await import('./bundle-deliveries.ts')).bundleDeliveries,
  },
  {
    name: 'webhook add',
    summary: 'be told of events by signed messages over HTTP',
    load: async () => (await import('./webhook-add.ts')).webhookAdd,
  },
  {
    name: 'webhook list',
    summary: 'list the webhooks and what they have not taken',
    load: async () => (await import('./webhook-list.ts')).webhookList,
  },
  {
    name: 'webhook rm',
    summary: 'forget a webhook',
    load: async () => (await import('./webhook-rm.ts')).webhookRm,
  },
  {
    name: 'webhook test',
    summary: 'send a webhook one message to try it',
    load: async () => (await import('./webhook-test.ts')).webhookTest,
  },
  {
    name: 'webhook flush',
    summary: 'send webhooks now what waits',
    load: async () => (await import('./webhook-flush.ts')).webhookFlush,
  },
  {
    name: 'webhook replay',
    summary: 'send webhooks events of a batch again',
    load: async () => (await import('./webhook-replay.ts')).webhookReplay,
  },
  { name: 'media', summary: 'list the kinds of blank discs', load: async () => (await import('./media.ts')).media },
];

/** What the groups of two-word commands are about. */
export const GROUPS: Readonly<Record<string, string>> = {
  library: 'the music that playlists are made from',
  playlist: 'the playlists that were made',
  disc: 'the discs that were made of them',
  bundle: 'the bundles that were packed',
  webhook: 'who is told of events over HTTP',
};
