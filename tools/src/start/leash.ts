// Loaded before a child's own code: when the launcher is killed its channel closes, and the child ends
// in its usual orderly way instead of living on without an owner.
process.on('disconnect', () => {
  setTimeout(() => process.exit(1), 10_000).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
