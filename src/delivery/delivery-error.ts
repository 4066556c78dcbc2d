import { AppError, ExitCode, systemErrorCode, systemErrorReason, type AppErrorDetails } from '../base/errors.ts';

/** Why a delivery was not made. What lasts is in vain to try again unchanged: a wrong key, a name that is taken. */
export class DeliveryError extends AppError {
  readonly lasting: boolean;

  constructor(code: string, message: string, lasting: boolean, details: AppErrorDetails = {}) {
    super(code, message, details);
    this.lasting = lasting;
  }
}

/** A failure that ends only when somebody changes something. */
export function lasting(code: string, message: string, details: AppErrorDetails = {}): DeliveryError {
  return new DeliveryError(code, message, true, details);
}

/** A failure that may have passed by the next try. */
export function passing(code: string, message: string, details: AppErrorDetails = {}): DeliveryError {
  return new DeliveryError(code, message, false, details);
}

/** An address that makes no sense: wrong usage. */
export function badTarget(message: string, hint: string): AppError {
  return new AppError('target-invalid', message, { hint, exitCode: ExitCode.usage });
}

/** Somebody has no rights there. */
export function refused(message: string, hint: string, cause?: unknown): DeliveryError {
  return lasting('target-refused', message, { hint, exitCode: ExitCode.notAllowed, cause });
}

const NO_RIGHTS: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What went wrong at `place`, in words; a bug is thrown on. */
export function deliveryError(error: unknown, place: string): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof AppError) return lasting(error.code, error.message, detailsOf(error));
  const code = systemErrorCode(error) ?? '';
  if (!/^E(?!RR_)[A-Z_]+$/.test(code)) throw error;
  const message = `can't deliver to ${place}: ${systemErrorReason(error)}`;
  if (NO_RIGHTS.has(code)) return refused(message, 'mend the permissions there', error);
  const hint = code === 'ENOSPC' || code === 'EDQUOT' ? 'free some space there' : 'see whether it is there';
  return passing('target-unreachable', message, { hint, cause: error });
}

function detailsOf({ hint, exitCode }: AppError): AppErrorDetails {
  return { exitCode, ...(hint === undefined ? {} : { hint }) };
}
