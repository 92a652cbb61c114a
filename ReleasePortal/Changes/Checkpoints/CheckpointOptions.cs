using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Changes.Checkpoints;

/// <summary>When the head of the history is signed, and where it is sent: section <c>Checkpoints</c> of the settings.</summary>
public sealed class CheckpointOptions : IValidatableObject
{
    public const string Section = "Checkpoints";

    /// <summary>Signed at the latest after that many entries.</summary>
    [Range(1, 1_000_000)]
    public int Entries { get; set; } = 1_000;

    /// <summary>No entry waits longer than that to be signed.</summary>
    [Range(1, 10_080)]
    public int Minutes { get; set; } = 60;

    /// <summary>A file with the private key, P-256, in PEM; without it the portal makes one at its first start.</summary>
    public string? Key { get; set; }

    /// <summary>A file to which every checkpoint is appended, one line of JSON each: on another machine, so that a tail that was cut off shows.</summary>
    public string? File { get; set; }

    /// <summary>An address to which every checkpoint is posted: https, or on this machine.</summary>
    public Uri? Webhook { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Key) && !System.IO.File.Exists(Key))
            yield return new ValidationResult($"Checkpoints:Key names a file that is not there: {Key}");
        if (Webhook is { } webhook && !(webhook.IsAbsoluteUri && (webhook.Scheme == Uri.UriSchemeHttps || (webhook.Scheme == Uri.UriSchemeHttp && webhook.IsLoopback))))
            yield return new ValidationResult("Checkpoints:Webhook must be an https address, or one on this machine.");
    }
}
