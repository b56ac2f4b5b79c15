/** The database's error numbers that the application answers to; nothing else knows them. */
export const sqlState = {
  exclusionViolation: '23P01',
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  deadlock: '40P01',
  serializationFailure: '40001',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  cannotConnectNow: '57P03',
} as const;

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
}

function driverError(error: unknown): DriverError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const inner = (error as { driverError?: DriverError }).driverError;
  return inner ?? (error as DriverError);
}

export function sqlStateOf(error: unknown): string | undefined {
  return driverError(error)?.code;
}

export function constraintOf(error: unknown): string | undefined {
  return driverError(error)?.constraint;
}

const unavailable = new Set<string>([
  sqlState.queryCanceled,
  sqlState.adminShutdown,
  sqlState.cannotConnectNow,
  '53300',
  '08006',
  '08001',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);

/** Whether the database could not be asked, so that the answer is "try again", not "a fault". */
export function isUnavailable(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined && unavailable.has(state)) return true;
  const text = error instanceof Error ? error.message : '';
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    text,
  );
}
