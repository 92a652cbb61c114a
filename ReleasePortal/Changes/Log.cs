namespace ReleasePortal.Changes;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber of the change feed failed; the others were told.")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Action} to {Kind} {Subject} as entry {Sequence}.")]
    public static partial void Applied(ILogger logger, string action, Domain.SubjectKind kind, Guid subject, long sequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused {Change}: {Code}.")]
    public static partial void Refused(ILogger logger, string change, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Something was written beside the desk during attempt {Attempt}; applying the changes again.")]
    public static partial void AppliedAgain(ILogger logger, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for due launches failed; trying again.")]
    public static partial void RunningLaunchesFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Running launch {Launch} failed; trying again.")]
    public static partial void RunningLaunchFailed(ILogger logger, Exception exception, Guid launch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was forgotten is deleted, but the database could not clear its free space yet.")]
    public static partial void WipingFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following the history of other portals failed; trying again.")]
    public static partial void FollowingFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Made {Count} older entries of the history searchable.")]
    public static partial void MadeSearchable(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Making older entries of the history searchable failed; trying again.")]
    public static partial void MakingSearchableFailed(ILogger logger, Exception exception);
}
