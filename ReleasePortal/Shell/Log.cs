namespace ReleasePortal.Shell;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A page failed; the person was given the number {Number}")]
    public static partial void PageFailed(ILogger logger, Exception exception, string number);

    [LoggerMessage(2, LogLevel.Error, "The search box could not ask {Source}")]
    public static partial void SearchSourceFailed(ILogger logger, Exception exception, string source);
}
