namespace ReleasePortal.Domain.Access;

/// <summary>What a person is here for (design.md, section 1). A person may hold several; permissions add up.</summary>
public enum Role
{
    Marketing,
    Engineer,
    Auditor,
    Administrator,
}
