using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Identity;

/// <summary>Section <c>SignIn</c> of the configuration.</summary>
public sealed class DoorOptions
{
    public const string Section = "SignIn";

    /// <summary>How many times in a minute one network address may try a password.</summary>
    [Range(1, 100_000)]
    public int AttemptsPerMinute { get; init; } = 30;

    /// <summary>How long a refusal takes at least, in milliseconds, so that its time tells nothing about the account.</summary>
    [Range(0, 10_000)]
    public int RefusalMilliseconds { get; init; } = 400;

    /// <summary>How often it is asked whether a session still holds, in seconds; the promise is within a minute.</summary>
    [Range(1, 60)]
    public int SessionCheckSeconds { get; init; } = 20;

    internal TimeSpan SessionCheck => TimeSpan.FromSeconds(SessionCheckSeconds);
}

/// <summary>Section <c>Bootstrap</c> of the configuration: the first administrator of an unattended set-up.</summary>
public sealed class BootstrapOptions
{
    public const string Section = "Bootstrap";

    /// <summary>Used only while no one can manage people; ignored afterwards.</summary>
    public string? AdminEmail { get; init; }

    /// <summary>Works as it is: nobody needs to be there to replace it.</summary>
    public string? AdminPassword { get; init; }

    public bool IsSet => !string.IsNullOrWhiteSpace(AdminEmail) && !string.IsNullOrWhiteSpace(AdminPassword);

    internal bool IsWhole => string.IsNullOrWhiteSpace(AdminEmail) == string.IsNullOrWhiteSpace(AdminPassword);
}
