using Microsoft.Extensions.Localization;

namespace ReleasePortal.Components.Deployed;

/// <summary>Says where a control is deployed, and what is amiss.</summary>
public sealed class DeployedWords(IStringLocalizer<DeployedTexts> texts)
{
    /// <summary>What whoever releases it should know; null where nothing is amiss, or nothing is known.</summary>
    /// <param name="where">Where the control is.</param>
    /// <param name="environment">The environment's name.</param>
    public string? Warning(Whereabouts where, string environment) => where.Presence switch
    {
        Presence.NotDeployed when where.Running.Length > 0 => texts["Runs", environment, where.Software, where.Running].Value,
        Presence.NotDeployed => texts["NotDeployed", environment].Value,
        Presence.RolledBack => texts["RolledBack", environment, where.Software, where.Running].Value,
        Presence.NoLonger => texts["NoLonger", environment, where.Software, where.Running].Value,
        Presence.Removed => texts["Removed", environment, where.Software].Value,
        _ => null,
    };
}
