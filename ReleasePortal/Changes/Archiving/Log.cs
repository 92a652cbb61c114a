namespace ReleasePortal.Changes.Archiving;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Archived entries {First} to {Last} to {File}.")]
    public static partial void Archived(ILogger logger, long first, long last, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entries {First} to {Last} were not archived: {Code}. Nothing was deleted.")]
    public static partial void NotArchived(ILogger logger, long first, long last, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Archiving the history failed; nothing was deleted. Trying again.")]
    public static partial void ArchivingFailed(ILogger logger, Exception exception);
}
