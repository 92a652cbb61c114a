namespace ReleasePortal.Features.Evaluation;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the release states failed; evaluating from the last known ones and trying again.")]
    public static partial void FellBehind(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An evaluation failed.")]
    public static partial void EvaluationFailed(ILogger logger, Exception exception);
}
