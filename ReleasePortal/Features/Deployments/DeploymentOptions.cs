using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Features.Deployments;

/// <summary>Section <c>Deployments</c> of the configuration.</summary>
public sealed class DeploymentOptions
{
    public const string Section = "Deployments";

    /// <summary>What other tools call an environment, and its key here.</summary>
    public Dictionary<string, string> Environments { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public HookOptions GitHub { get; init; } = new();

    public HookOptions Octopus { get; init; } = new();
}

/// <summary>The webhook of another product; without a secret there is none.</summary>
public sealed class HookOptions
{
    /// <summary>What the other side signs with, or sends.</summary>
    public string? Secret { get; init; }

    /// <summary>The header with the secret, where it is sent as it is.</summary>
    [Required]
    public string Header { get; init; } = "X-Octopus-Secret";
}
