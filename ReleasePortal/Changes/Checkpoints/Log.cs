namespace ReleasePortal.Changes.Checkpoints;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Signed the history up to entry {Sequence}.")]
    public static partial void CheckpointSigned(ILogger logger, long sequence);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The history does not hold from entry {Sequence} on: it was altered in the database. Nothing more is signed.")]
    public static partial void HistoryIsBroken(ILogger logger, long sequence);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The checkpoint at entry {Sequence} was altered in the database; the whole history is walked again.")]
    public static partial void CheckpointDoesNotHold(ILogger logger, long sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Writing a checkpoint failed; trying again.")]
    public static partial void CheckpointsFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Appending a checkpoint to its file failed; trying again.")]
    public static partial void CheckpointFileFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Posting a checkpoint failed; trying again in {Pause}.")]
    public static partial void CheckpointWebhookFailed(ILogger logger, Exception exception, TimeSpan pause);
}
