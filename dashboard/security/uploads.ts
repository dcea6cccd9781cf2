/** Requests whose body is a file: they may take as long as they make progress. */

/** Whether a POST to this path sends a file. */
export function isUpload(path: string): boolean {
  return path === '/imports' || path === '/api/v1/imports';
}
