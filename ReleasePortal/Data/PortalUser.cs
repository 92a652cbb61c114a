using Microsoft.AspNetCore.Identity;

namespace ReleasePortal.Data;

/// <summary>A person who can sign in.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    /// <summary>What others see.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Since when the person may not sign in; null for those who may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Since when nothing is known of the person any more; the row stands for what they did.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    /// <summary>The password was set by somebody else and is to be replaced at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }
}
