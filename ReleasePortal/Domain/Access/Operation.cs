namespace ReleasePortal.Domain.Access;

/// <summary>The rows of the table in design.md, section 5: everything that is permitted or not.</summary>
public enum Operation
{
    /// <summary>See a control on pages, board, search, counts; its purpose decides for whom.</summary>
    SeeControl,

    /// <summary>See audience groups and environments.</summary>
    SeeGroups,

    /// <summary>The board of kill switches.</summary>
    SeeOperations,

    /// <summary>Release, withdraw, split (later: schedule).</summary>
    Release,

    /// <summary>Approve or turn down another person's launch or request.</summary>
    Approve,

    /// <summary>Record that a launch was missed, failed or retimed: the portal itself.</summary>
    KeepLaunches,

    /// <summary>Create, edit, hand over, take back, retire, restore a control.</summary>
    MaintainControl,

    /// <summary>See which controls could be removed, and what speaks for it.</summary>
    SeeCleanUp,

    /// <summary>Tell the portal where code names controls: programs, for somebody who may.</summary>
    ReportCode,

    /// <summary>Define, edit and remove groups and areas.</summary>
    DefineGroup,

    /// <summary>See business configurations; one with an operational control in it is operational as a whole.</summary>
    SeeConfigurations,

    /// <summary>Define, edit and remove business configurations.</summary>
    DefineConfiguration,

    /// <summary>Read entries about controls, groups, environments and freezes; the entry's purpose decides which.</summary>
    BrowseHistory,

    /// <summary>Export and verify the history.</summary>
    ExportHistory,

    /// <summary>Move entries to archive files: the portal itself, by the policy.</summary>
    KeepHistory,

    /// <summary>Read entries about people, roles, keys and sign-ins.</summary>
    SeeSecurityEntries,

    /// <summary>Environments, limits, retention.</summary>
    ManageEnvironments,

    /// <summary>How far each budget is used, and what could go.</summary>
    SeeBudgets,

    /// <summary>Define, edit and lift freezes of an environment.</summary>
    Freeze,

    /// <summary>See what was deployed where; the purpose of the controls that a version carries decides which.</summary>
    SeeDeployments,

    /// <summary>Read the reports of deployments that were refused.</summary>
    SeeDeadLetters,

    /// <summary>Try a refused report again, or discard it.</summary>
    ReplayDeadLetters,

    /// <summary>See how far the organisation has come; what is counted is what the reader may see elsewhere.</summary>
    SeeSteps,

    /// <summary>People and their roles.</summary>
    ManagePeople,

    /// <summary>API keys.</summary>
    ManageKeys,

    /// <summary>One's own password: every signed-in person.</summary>
    ManageOwnAccount,

    /// <summary>Record what happened at the door (sign-ins, lockouts) and the first start: the portal itself.</summary>
    RecordSecurityEvent,
}
