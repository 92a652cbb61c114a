using Microsoft.Extensions.Options;

namespace ReleasePortal.FeatureManagement;

/// <summary>Where the portal is, and how it is followed.</summary>
public sealed class ReleasePortalOptions
{
    /// <summary>The configuration section that <c>AddReleasePortal()</c> without arguments reads.</summary>
    public const string Section = "ReleasePortal";

    /// <summary>Where the portal is, such as <c>https://portal.example</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>A server key of the environment. It is a secret: keep it out of files that are shared.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// Where the last known state is kept for a start without the portal. Unset: a file of its own for this address and key among
    /// the account's application data; in a container, name a file on a volume. Empty: nowhere.
    /// </summary>
    public string? StateFile { get; set; }

    /// <summary>How long the start of the application waits for the portal before it begins with the last known state.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often is asked whether anything has changed, in case that events do not come through. Mostly it has not, and costs next to nothing.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Makes what requests go through, for a proxy or client certificates.</summary>
    public Func<HttpMessageHandler>? Handler { get; set; }
}

/// <summary>Says at the start of the application what is missing.</summary>
internal sealed class ReleasePortalOptionsCheck : IValidateOptions<ReleasePortalOptions>
{
    public ValidateOptionsResult Validate(string? name, ReleasePortalOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ReleasePortalOptions options)
    {
        if (options.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            yield return Name(nameof(options.Address)) + " must be the portal's address, such as https://portal.example.";
        if (string.IsNullOrWhiteSpace(options.Key))
            yield return Name(nameof(options.Key)) + " must be a server key of the environment: administrators make one in the portal, under API keys.";
        if (options.StartTimeout <= TimeSpan.Zero)
            yield return Name(nameof(options.StartTimeout)) + " must be more than nothing.";
        if (options.PollEvery < TimeSpan.FromSeconds(1))
            yield return Name(nameof(options.PollEvery)) + " must be a second or more.";
    }

    private static string Name(string option) => $"{ReleasePortalOptions.Section}:{option}";
}
