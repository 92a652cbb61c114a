namespace ReleasePortal.Identity;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can manage this portal yet. To create the first administrator, open {Link} "
        + "within {Hours} hours and before the next start. It works once; keep it to yourself.")]
    public static partial void SetUpLink(ILogger logger, string link, double hours);

    [LoggerMessage(Level = LogLevel.Information, Message = "Created the first administrator from Bootstrap:AdminEmail.")]
    public static partial void AdministratorCreated(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not ask the database whether a session still holds; it goes on.")]
    public static partial void SessionsNotChecked(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Writing when API keys were last used failed; trying again with the next batch.")]
    public static partial void UsesNotWritten(ILogger logger, Exception exception);
}
