/**
 * The step of the receipts of bundles by their path, which hold the stamps that we made there. They are written before a bundle
 * takes its name: a run may end between the two.
 */
export const BUNDLE_MADE = 'bundle-made';
