namespace ReleasePortal.Data;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database up to date: {Count} migrations.")]
    public static partial void Migrating(ILogger logger, int count);
}
