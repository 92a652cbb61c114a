namespace ReleasePortal.Features.Evaluation;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the release states failed; evaluating from the last known ones and trying again.")]
    public static partial void FellBehind(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An evaluation failed.")]
    public static partial void EvaluationFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "flagd's sync API (gRPC) listens on {Url}")]
    public static partial void SyncListens(ILogger logger, string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "flagd's sync API is off: {Url} is taken. Set Sync:Url to another address, or to nothing.")]
    public static partial void SyncAddressTaken(ILogger logger, string url);

    [LoggerMessage(Level = LogLevel.Information, Message = "A reader of events was dropped: it took nothing for {Seconds} s.")]
    public static partial void ReaderStalled(ILogger logger, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Writing what applications asked for failed; counting goes on, and it is tried again.")]
    public static partial void UsageNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deleting old counts of what applications asked for failed; it is tried again.")]
    public static partial void UsageNotPruned(ILogger logger, Exception exception);
}
