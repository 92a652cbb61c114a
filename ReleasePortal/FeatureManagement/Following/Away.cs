namespace ReleasePortal.FeatureManagement.Following;

/// <summary>What a failure says when the portal, or the way to it, is away: that is no error of the application, and needs no stack trace.</summary>
internal static class Away
{
    /// <summary>In a sentence; null for any other failure.</summary>
    public static string? Reason(Exception exception) => exception switch
    {
        HttpRequestException or IOException => exception.Message.TrimEnd('.') + ".",
        OperationCanceledException => "It took too long.",
        _ => null,
    };
}
