using Microsoft.Extensions.Logging;

namespace ReleasePortal.FeatureManagement;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The portal gave no release state. {Trouble} Going on with what is known.")]
    public static partial void NoState(ILogger logger, string trouble, Exception? exception = null);

    [LoggerMessage(Level = LogLevel.Information, Message = "The portal answers again.")]
    public static partial void Recovered(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes do not come at once; asking every {Seconds} s meanwhile. {Reason}")]
    public static partial void HearsNothing(ILogger logger, string reason, double seconds, Exception? exception = null);

    [LoggerMessage(Level = LogLevel.Information, Message = "Changes come at once again.")]
    public static partial void HearsAgain(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The portal did not answer within {Seconds} s; starting without it.")]
    public static partial void StartedTooSlowly(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Starting with the release state as of {SavedAt:u}, until the portal answers.")]
    public static partial void StartedFromFile(ILogger logger, DateTimeOffset savedAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Starting without any release state: every feature of the portal is unknown until it answers.")]
    public static partial void StartedWithNothing(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The release state cannot be read.")]
    public static partial void StateNotUnderstood(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The feature {Control} answers as unknown: this version of the package does not understand {What}. Update it.")]
    public static partial void ControlNotUnderstood(ILogger logger, string control, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last known release state in {File} is damaged and was left aside.")]
    public static partial void StateFileBroken(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last known release state in {File} is of another portal or key and was left aside.")]
    public static partial void StateFileForeign(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last known release state in {File} cannot be read.")]
    public static partial void StateFileNotRead(ILogger logger, string file, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The release state cannot be kept in {File}: a start without the portal would know nothing.")]
    public static partial void StateNotSaved(ILogger logger, string file, Exception exception);
}
