using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Features.History.Reviews;

/// <summary>How often who may release is to be looked at again: section <c>AccessReview</c> of the settings.</summary>
public sealed class AccessReviewOptions
{
    public const string Section = "AccessReview";

    /// <summary>A review is due that many months after the last one. PCI DSS 4.0, requirement 7.2.4, asks for one every six.</summary>
    [Range(1, 24)]
    public int Months { get; set; } = 6;
}
